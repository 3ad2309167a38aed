import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { finishAbandonedAnswersWorkflow } from "../workflows/storefront-orders/workflows/finish-abandoned-answers"

const EVERY_MS = 30_000

/*
 * A process can die between keeping what staff answered and doing it, and they have been told that it
 * is kept. Twice at once is harmless: an answer is in one process's hands at a time, and each part of
 * it has an id that follows from the question.
 */
export default async function finishAbandonedAnswersJob(
  container: MedusaContainer
): Promise<void> {
  const { result: answers } =
    await finishAbandonedAnswersWorkflow(container).run()
  if (answers > 0) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(`storefront questions: finished abandoned answers=${answers}`)
  }
}

export const config = {
  name: "finish-abandoned-answers",
  schedule: { interval: EVERY_MS },
}
