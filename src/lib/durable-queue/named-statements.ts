import type { Pool, QueryResult, QueryResultRow } from "pg"
import { isRecord } from "../unknown-values"

/** SQLSTATE: the statement is not on this connection, or one of its name is there already. */
const LOST_OR_DOUBLED = new Set(["26000", "42P05"])

/** The name is the same for the same text, in all of the process. */
export type NamedStatement = { name: string; text: string }

/**
 * Statements that PostgreSQL plans once a connection and not at each call, which is half of what a
 * short one costs. Behind a pooler in transaction mode a connection changes under one's hands and
 * does not know them: the call is then made without a name, and so are all later ones.
 */
export class NamedStatements {
  private areKept = true

  constructor(private readonly pool: Pick<Pool, "query">) {}

  async query<Row extends QueryResultRow>(
    { name, text }: NamedStatement,
    values: unknown[]
  ): Promise<QueryResult<Row>> {
    if (!this.areKept) {
      return this.pool.query<Row>(text, values)
    }
    try {
      return await this.pool.query<Row>({ name, text, values })
    } catch (error) {
      // It was refused before it was executed, so it may be made again.
      if (!isRecord(error) || !LOST_OR_DOUBLED.has(String(error.code))) {
        throw error
      }
      this.areKept = false
      return this.pool.query<Row>(text, values)
    }
  }
}
