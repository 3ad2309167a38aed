import type { Pool } from "pg"

type PlanNode = {
  "Node Type": string
  "Relation Name"?: string
  "Shared Hit Blocks"?: number
  "Shared Read Blocks"?: number
  "Actual Loops"?: number
  "Rows Removed by Join Filter"?: number
  Plans?: PlanNode[]
}

/** How PostgreSQL ran a statement. */
export type QueryPlan = {
  /** The tables that it read from one end to the other. */
  readThrough: string[]
  /** Pages of 8 kB that it looked at, wherever they were. */
  pages: number
  /** Pairs of rows that it compared in vain. */
  pairsDiscarded: number
}

/** Runs a statement and says how; what it changed is taken back. */
export async function planOf(
  pool: Pool,
  sql: string,
  values: readonly unknown[] = []
): Promise<QueryPlan> {
  const client = await pool.connect()
  try {
    await client.query("BEGIN")
    const { rows } = await client.query<{
      "QUERY PLAN": [{ Plan: PlanNode }]
    }>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`, [...values])
    const root = rows[0]?.["QUERY PLAN"][0].Plan
    if (!root) {
      throw new Error("EXPLAIN gave no plan")
    }
    const nodes = flatten(root)
    return {
      readThrough: nodes
        .filter((node) => node["Node Type"] === "Seq Scan")
        .map((node) => node["Relation Name"] ?? ""),
      // A node's pages are counted in its parent's too, but not those of a WITH that writes.
      pages: Math.max(...nodes.map(pagesOf)),
      pairsDiscarded: nodes.reduce((sum, node) => sum + discardedBy(node), 0),
    }
  } finally {
    await client.query("ROLLBACK")
    client.release()
  }
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)]
}

function pagesOf(node: PlanNode): number {
  return (node["Shared Hit Blocks"] ?? 0) + (node["Shared Read Blocks"] ?? 0)
}

/** PostgreSQL tells the mean of a node's runs. */
function discardedBy(node: PlanNode): number {
  return (
    (node["Rows Removed by Join Filter"] ?? 0) * (node["Actual Loops"] ?? 1)
  )
}
