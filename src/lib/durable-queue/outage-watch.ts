const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 10_000
/** So many jobs in a row that met an outage are one; a single one may be the cause itself. */
const FAILURES_OF_AN_OUTAGE = 3

/**
 * What a round says of the other side. `not_asked`: its jobs were finished without it, which says
 * nothing; `no_job`: there was nothing to find out with.
 */
export type Sign = "answered" | "outage" | "not_asked" | "no_job"

/**
 * Tells an outage of the other side from jobs that fail by themselves, and when to look whether it
 * is over: after 1 s, then 2 s, 4 s … 10 s, each shortened by up to half at random, so that several
 * processes do not look at once.
 */
export class OutageWatch {
  /** A process does not know what its predecessor saw: its first sign counts for all. */
  private inARow = FAILURES_OF_AN_OUTAGE - 1
  private isSure = false
  private pauseMs = FIRST_PAUSE_MS
  /** Null while there is no outage; ms since 1970. */
  private probeAt: number | null = null

  /** @param random from 0 up to 1 */
  constructor(private readonly random: () => number = Math.random) {}

  /** Whether work is paused but for probes. */
  get isPaused(): boolean {
    return this.probeAt !== null
  }

  /** Whether a probe may begin now. Until its {@link note}, no second one may. */
  takeProbe(now: number): boolean {
    if (this.probeAt === null || now < this.probeAt) {
      return false
    }
    this.probeAt = Infinity
    return true
  }

  /**
   * @returns true when this sign ended a pause, or is the first of the process: what waits may go
   *   on.
   */
  note(sign: Sign, now: number): boolean {
    if (sign === "outage") {
      this.inARow += 1
      if (this.probeAt !== null || this.inARow >= FAILURES_OF_AN_OUTAGE) {
        this.pause(now)
      }
      return false
    }
    if (sign === "not_asked") {
      this.giveProbeBack()
      return false
    }
    const isNews = this.probeAt !== null || !this.isSure
    this.inARow = 0
    this.isSure ||= sign === "answered"
    this.pauseMs = FIRST_PAUSE_MS
    this.probeAt = null
    return isNews && sign === "answered"
  }

  /** The probe came to nothing: our own database did not answer, or the other side was not asked. */
  giveProbeBack(): void {
    if (this.probeAt === Infinity) {
      this.probeAt = 0
    }
  }

  private pause(now: number): void {
    const isLate = this.probeAt !== null && this.probeAt !== Infinity
    if (isLate) {
      // One that began before the pause: the next probe is set already.
      return
    }
    this.probeAt = now + this.pauseMs * (0.5 + this.random() / 2)
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS)
  }
}
