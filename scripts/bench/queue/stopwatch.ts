/**
 * From the first job handed out to the last one: so many jobs less one are
 * claimed, handled and finished in between, and neither the start nor the end of
 * a worker counts.
 */
export class Stopwatch {
  private first = 0
  private count = 0
  private finish: (seconds: number) => void = () => undefined
  /** Seconds, once the last job was handed out. */
  readonly finished = new Promise<number>((resolve) => {
    this.finish = resolve
  })

  constructor(private readonly jobs: number) {}

  /** To be called for each job when it is handed out. */
  tick(): void {
    this.count += 1
    if (this.count === 1) {
      this.first = performance.now()
    }
    if (this.count === this.jobs) {
      this.finish((performance.now() - this.first) / 1000)
    }
  }
}
