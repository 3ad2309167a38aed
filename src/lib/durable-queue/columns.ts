import { model } from "@medusajs/framework/utils"
import { ATTEMPT_OUTCOMES, JOB_STATES } from "./types"

/**
 * The columns that make a model's table a queue. Spread them into the model, and give it the
 * indexes of {@link queueIndexes}.
 */
export function queueColumns() {
  return {
    state: model.enum([...JOB_STATES]).default("pending"),
    /** Not before; UTC. */
    run_at: model.dateTime(),
    /** Attempts since it was last asked for; the backoff counts by it. */
    attempt: model.number().default(0),
    /** Attempts ever; numbers the attempt rows. */
    total_attempts: model.number().default(0),
    /** Raised each time the work is asked for; work asked for while it runs is done again. */
    generation: model.number().default(1),
    claimed_generation: model.number().default(0),
    lease_token: model.text().nullable(),
    lease_until: model.dateTime().nullable(),
    started_at: model.dateTime().nullable(),
    finished_at: model.dateTime().nullable(),
    failing_since: model.dateTime().nullable(),
    outcome_code: model.text().nullable(),
    outcome_message: model.text().nullable(),
  }
}

type QueueIndex = {
  name: string
  on: ("id" | keyof ReturnType<typeof queueColumns>)[]
  where: string
}

/** Indexes that keep a claim as quick with a million finished rows as with none. */
export function queueIndexes(table: string): QueueIndex[] {
  return [
    {
      name: `IDX_${table}_pending`,
      on: ["run_at", "id"],
      where: "state = 'pending'",
    },
    {
      name: `IDX_${table}_running`,
      on: ["lease_until"],
      where: "state = 'running'",
    },
    {
      name: `IDX_${table}_dead`,
      on: ["finished_at"],
      where: "state = 'dead'",
    },
  ]
}

/** The columns of a queue's attempts: one row each time a job was tried. */
export function attemptColumns(prefix: string) {
  return {
    id: model.id({ prefix }).primaryKey(),
    job_id: model.text().index(),
    /** 1 for the first attempt. */
    number: model.number(),
    outcome: model.enum([...ATTEMPT_OUTCOMES]),
    code: model.text().nullable(),
    message: model.text().nullable(),
    started_at: model.dateTime(),
    finished_at: model.dateTime(),
    duration_ms: model.number(),
  }
}
