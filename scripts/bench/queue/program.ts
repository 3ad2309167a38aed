import { z } from "@medusajs/framework/zod"

const orderSchema = z.strictObject({
  databaseUrl: z.string(),
  jobs: z.number().int().min(2),
})

export type QueueOrder = z.infer<typeof orderSchema>

/** What a queue's program prints. */
export type QueueRun = {
  /** Between the first job and the last. */
  seconds: number
  /** Jobs that the database says are done. */
  done: number
}

/** Puts in the jobs, works them off one at a time, and prints how long that took. */
export function runProgram(
  work: (order: QueueOrder) => Promise<QueueRun>
): void {
  const order = orderSchema.parse(JSON.parse(process.argv[2] ?? "null"))
  void work(order).then((run) => process.stdout.write(JSON.stringify(run)))
}
