import { createHash } from "node:crypto"
import { isRecord } from "./unknown-values"

/** SQLSTATE: the statement is not on this connection, or one of its name is there already. */
const LOST_OR_DOUBLED = new Set(["26000", "42P05"])

/** What a driver is told besides the text: nothing where it is to plan anew. */
export type PlanName = { name?: string }

/**
 * Has PostgreSQL plan a statement once a connection and not at each call, which is half of what a
 * short one costs. Behind a pooler in transaction mode a connection changes under one's hands and
 * does not know it: the call is then made without a name, and so are all later ones.
 */
export class KeptPlans {
  private areKept = true
  private readonly names = new Map<string, string>()

  /**
   * @param text of the statement; few enough of them that every connection may keep them all
   * @param execute makes the call, under the name where it is given one
   */
  async run<T>(
    text: string,
    execute: (plan: PlanName) => PromiseLike<T>
  ): Promise<T> {
    if (!this.areKept) {
      return execute({})
    }
    try {
      return await execute({ name: this.nameOf(text) })
    } catch (error) {
      // It was refused before it was executed, so it may be made again.
      if (!isRecord(error) || !LOST_OR_DOUBLED.has(String(error.code))) {
        throw error
      }
      this.areKept = false
      return execute({})
    }
  }

  /** Behind a pooler another version of the backend may have left statements: never another's text. */
  private nameOf(text: string): string {
    const known = this.names.get(text)
    if (known !== undefined) {
      return known
    }
    const name = createHash("sha256").update(text).digest("base64url")
    this.names.set(text, name)
    return name
  }
}
