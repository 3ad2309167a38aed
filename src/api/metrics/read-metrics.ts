import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { Gauge } from "prom-client"
import { summarizeFailure } from "../../lib/errors"
import { keepBriefly } from "../../lib/keep-briefly"
import {
  openMetricsRegistry,
  processMetrics,
  watchProcess,
} from "../../lib/process-metrics"
import { within } from "../../lib/within"
import { CHECK_LIMIT_MS } from "../../workflows/health/domain/check-part"
import { readStanding } from "../../workflows/health/queries/read-standing"
import { readiness } from "../health/readiness"
import {
  type Gauged,
  metricsOfScrape,
  metricsOfStanding,
} from "./standing-metrics"

/** However many ask, and however often, the database is looked at no oftener. */
const KEEP_MS = 5_000

/** It gives each part its time itself: the database, what it has, and all that stands on it. */
const READINESS_LIMIT_MS = 3.5 * CHECK_LIMIT_MS

const END = "# EOF\n"

/** Not begun anew while a look is under way, so that a database that stalls is not asked more and more. */
const standingLately = keepBriefly(KEEP_MS, readStanding)

/**
 * Everything there is to measure, as OpenMetrics text: what this process has counted, and what the
 * database says of the whole shop. Answered also where the database is out, without its part.
 */
export async function readMetrics(container: MedusaContainer): Promise<string> {
  watchProcess()
  const [standing, ready] = await Promise.all([
    inTime(container, standingLately(container), CHECK_LIMIT_MS),
    inTime(container, readiness(container), READINESS_LIMIT_MS),
  ])
  const [counted, looked] = await Promise.all([
    processMetrics.metrics(),
    textOf([
      ...metricsOfScrape(standing, ready),
      ...(standing ? metricsOfStanding(standing, new Date()) : []),
    ]),
  ])
  return counted.slice(0, -END.length) + looked
}

/** Null where it failed, or takes so long that whoever asks gives up. */
async function inTime<Answer>(
  container: MedusaContainer,
  question: Promise<Answer>,
  limitMs: number
): Promise<Answer | null> {
  try {
    return await within(limitMs, question, () => null)
  } catch (error) {
    const { code } = summarizeFailure(error)
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`metrics: a part could not be read code=${code}`)
    return null
  }
}

/** Made anew each time: what is no longer known must not stay as it was. */
function textOf(gauged: readonly Gauged[]): Promise<string> {
  const registry = openMetricsRegistry()
  const known = gauged.filter(({ values }) => values.length > 0)
  for (const { name, help, labels, values } of known) {
    const gauge = new Gauge({
      name,
      help,
      labelNames: labels,
      registers: [registry],
    })
    for (const { labels: set = {}, value } of values) {
      gauge.set(set, value)
    }
  }
  return registry.metrics()
}
