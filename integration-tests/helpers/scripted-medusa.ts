import { type LegacyStoreUnderTest, openLegacyStore } from "./legacy-store"
import {
  type LocalAnswer,
  type LocalServer,
  startLocalServer,
} from "./local-server"
import { ReportingFunction } from "./reporting-function"

export const SIGNING_SECRET = "a-secret-of-the-storefront"
export const MADE: LocalAnswer = { status: 201, body: { created: true } }

/** A Checkout Session of $10.00, as far as the function reads it. */
export const paidSession = (name: string) => ({
  id: `cs_${name}`,
  payment_intent: `pi_${name}`,
  amount_total: 1_000,
  currency: "usd",
  customer_details: { email: "jane@example.com" },
})

/** The function with a Medusa that answers what a test says. */
export class ScriptedMedusa {
  /** One after the other; the last one stays. Null: the connection is cut. */
  answers: (LocalAnswer | null | Promise<LocalAnswer>)[] = [MADE]
  /** Is asked first, where it is set. */
  onCall: () => Promise<void> = () => Promise.resolve()

  private constructor(
    readonly store: LegacyStoreUnderTest,
    private readonly server: LocalServer,
    readonly shop: ReportingFunction
  ) {}

  static async open(): Promise<ScriptedMedusa> {
    const store = await openLegacyStore("variants")
    const server = await startLocalServer(() => scripted.answer())
    const shop = await ReportingFunction.open(store.owner, {
      url: server.url,
      apiKey: "sk_storefront",
      signingSecret: SIGNING_SECRET,
    })
    const scripted = new ScriptedMedusa(store, server, shop)
    return scripted
  }

  get url(): string {
    return this.server.url
  }

  /** Everything that came, in its order. */
  get requests(): LocalServer["requests"] {
    return this.server.requests
  }

  async close(): Promise<void> {
    await this.shop.close()
    await this.server.close()
    await this.store.drop()
  }

  private async answer(): Promise<LocalAnswer> {
    await this.onCall()
    const [next] =
      this.answers.length > 1 ? this.answers.splice(0, 1) : this.answers
    const answer = await next
    if (!answer) {
      throw new Error("The connection is cut on purpose")
    }
    return answer
  }
}
