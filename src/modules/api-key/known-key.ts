import { SeenLately } from "../../lib/seen-lately"
import type { CheckedKey, FoundKey, KeyRow } from "./types"

/** The row may take its time to be read, and yet a revoked key be refused within 5 s. */
const TRUSTED_MS = 2_000

/** A key whose token was found right, and what its row said when it was last looked at. */
export class KnownKey {
  private readonly row: SeenLately<KeyRow | null>

  constructor(
    private readonly found: FoundKey,
    /** When the token itself has to be checked again. */
    readonly knownUntil: number,
    readKey: (id: string) => Promise<KeyRow | null>,
    now: () => number
  ) {
    this.row = new SeenLately(() => readKey(found.id), TRUSTED_MS, now)
  }

  /**
   * The key, where its row was seen lately or can be seen now; null once it is revoked, deleted or
   * another.
   *
   * @throws Error of the database: nothing is known then.
   */
  async confirm(): Promise<CheckedKey | null> {
    const row = await this.row.get()
    return row?.hash === this.found.hash && !isOver(row)
      ? withoutHash(row)
      : null
  }

  /** What was seen of its row counts no more. */
  doubt(): void {
    this.row.doubt()
  }
}

function withoutHash({ hash: _, ...key }: KeyRow): CheckedKey {
  return key
}

/** One that is to be revoked at a time which was seen before it came. */
function isOver({ revoked_at }: KeyRow): boolean {
  return revoked_at !== null && revoked_at.getTime() <= Date.now()
}
