import { type CallAnswer, call } from "../call"
import { type Family, parseOpenMetrics } from "./open-metrics"

export const METRICS_TOKEN = "a-metrics-token-of-the-tests"

/** Asks a process for its metrics. */
export function askMetrics(
  url: string,
  headers: Record<string, string> = bearer(METRICS_TOKEN)
): Promise<CallAnswer> {
  return call(url, { method: "GET", path: "/metrics", headers })
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** The metrics of a process at one moment. */
export class Scrape {
  private constructor(
    readonly text: string,
    readonly families: ReadonlyMap<string, Family>
  ) {}

  /** @throws Error where they are refused or break the format */
  static async of(url: string): Promise<Scrape> {
    const { status, text } = await askMetrics(url)
    if (status !== 200) {
      throw new Error(`The metrics were answered with ${status}: ${text}`)
    }
    return new Scrape(text, parseOpenMetrics(text))
  }

  /**
   * The sum of the values with these labels.
   *
   * @param name as it stands in the text: `storefront_orders_made_total`
   * @returns null where there is none
   */
  value(name: string, labels: Record<string, string> = {}): number | null {
    const found = [...this.families.values()]
      .flatMap(({ samples }) => samples)
      .filter(
        (one) =>
          one.name === name &&
          Object.entries(labels).every(
            ([label, value]) => one.labels.get(label) === value
          )
      )
    return found.length === 0
      ? null
      : found.reduce((sum, { value }) => sum + value, 0)
  }

  /** Every name that a value has, such as a rule may use it. */
  names(): ReadonlySet<string> {
    return new Set(
      [...this.families.values()].flatMap(({ samples }) =>
        samples.map(({ name }) => name)
      )
    )
  }
}
