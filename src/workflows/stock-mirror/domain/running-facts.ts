import type { EditCircumstances } from "./judge-edit"
import {
  type EditFacts,
  type EditableLevel,
  type EditsOfVersion,
  type KeptEdit,
  versionKey,
} from "./legacy-edit"
import { type LevelDifference, spreadDifference } from "./spread-difference"

/** What an integer column holds, here and in the legacy store. */
const MAX_STOCKED = 2_147_483_647

const NO_EDITS: EditsOfVersion = { added: 0, count: 0, caughtUp: false }

type KnownOfVersion = Omit<EditCircumstances, "variant" | "source" | "policy">

/** The facts as they stand after the reports of a request that were already judged. */
export class RunningFacts {
  /** What is to be kept, by id. */
  private readonly noted = new Map<string, KeptEdit>()
  private readonly levels: Map<string, readonly EditableLevel[]>
  private readonly edits: Map<string, EditsOfVersion>
  private readonly kept: Map<string, KeptEdit>
  private readonly differences = new Map<string, number>()

  constructor(private readonly facts: EditFacts) {
    this.levels = new Map(facts.levels)
    this.edits = new Map(facts.edits)
    this.kept = new Map(facts.kept)
  }

  /** The edit that is kept under an id already. */
  keptAs(id: string): KeptEdit | undefined {
    return this.kept.get(id)
  }

  circumstancesOf(variantId: string, version: string | null): KnownOfVersion {
    const { lastPushes, pushed, highestVersion } = this.facts
    const key = version === null ? null : versionKey(variantId, version)
    return {
      lastPush: lastPushes.get(variantId) ?? null,
      pushed: (key === null ? null : pushed.get(key)) ?? null,
      edits: (key === null ? null : this.edits.get(key)) ?? NO_EDITS,
      highestVersion,
    }
  }

  /**
   * Adds a difference to an item's stock.
   *
   * @returns why not, for staff; null where it was done.
   */
  addToStock(
    inventoryItemId: string | undefined,
    difference: number
  ): string | null {
    const levels = this.levels.get(inventoryItemId ?? "") ?? []
    if (levels.length === 0) {
      return "No location of the storefront's sales channel stocks the variant. Add it to one in Medusa"
    }
    const stocked = levels.reduce((sum, level) => sum + level.stocked, 0)
    if (stocked + difference > MAX_STOCKED) {
      return `With ${difference} more the stock would be a number that cannot be written. Change the stock in Medusa`
    }
    const shares = spreadDifference(levels, difference)
    if (!shares) {
      return `Medusa has too little that is not promised to orders to take ${-difference} away. A sale may have been counted there and here; count the pieces, and change the stock in Medusa`
    }
    for (const { levelId, difference: share } of shares) {
      this.differences.set(
        levelId,
        (this.differences.get(levelId) ?? 0) + share
      )
    }
    const added = new Map(shares.map((share) => [share.levelId, share]))
    this.levels.set(
      inventoryItemId ?? "",
      levels.map((level) => ({
        ...level,
        stocked: level.stocked + (added.get(level.id)?.difference ?? 0),
      }))
    )
    return null
  }

  /** Keeps an edit; those after it are judged by it. */
  note(edit: KeptEdit): void {
    this.kept.set(edit.id, edit)
    this.noted.set(edit.id, edit)
    if (edit.outcome === "adjusted" && edit.version !== null) {
      const key = versionKey(edit.variantId, edit.version)
      const before = this.edits.get(key) ?? NO_EDITS
      this.edits.set(key, {
        added: before.added + edit.difference,
        count: before.count + 1,
        caughtUp: before.caughtUp || edit.source !== "trigger",
      })
    }
  }

  /** What is to be kept, in the order it was first judged. */
  get keep(): KeptEdit[] {
    return [...this.noted.values()]
  }

  /** What is added to each level in all. */
  levelDifferences(): LevelDifference[] {
    return [...this.differences]
      .filter(([, difference]) => difference !== 0)
      .map(([levelId, difference]) => ({ levelId, difference }))
  }
}
