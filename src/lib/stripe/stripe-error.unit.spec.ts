import Stripe from "stripe"
import { permanentError } from "../errors"
import { askStripe, toWorkError } from "./stripe-error"

const { errors } = Stripe

/** What the client knows of an answer, as it gives it to its errors. */
function answer(code?: string) {
  return {
    type: "invalid_request_error" as const,
    message: "What Stripe says",
    requestId: "req_1",
    ...(code ? { code } : {}),
  }
}

describe("what passes, and what does not", () => {
  it.each<[string, Error, "outage" | "permanent"]>([
    ["no connection", new errors.StripeConnectionError(answer()), "outage"],
    ["a fault at Stripe", new errors.StripeAPIError(answer()), "outage"],
    ["too many calls", new errors.StripeRateLimitError(answer()), "outage"],
    // Both are mended by a person, and then the same call goes through.
    ["a wrong key", new errors.StripeAuthenticationError(answer()), "outage"],
    ["no permission", new errors.StripePermissionError(answer()), "outage"],
    [
      "a wrong request",
      new errors.StripeInvalidRequestError(answer()),
      "permanent",
    ],
    [
      "one key for two requests",
      new errors.StripeIdempotencyError(answer()),
      "permanent",
    ],
    ["a declined card", new errors.StripeCardError(answer()), "permanent"],
  ])("%s is %s", (_, error, retry) => {
    expect(toWorkError(error)).toMatchObject({
      retry,
      message: "Stripe: What Stripe says (req_1)",
      cause: error,
    })
  })

  it("takes Stripe's code where there is one, else the kind of error", () => {
    const coded = new errors.StripeInvalidRequestError(
      answer("resource_missing")
    )
    expect(toWorkError(coded).code).toBe("stripe_resource_missing")
    const plain = new errors.StripeConnectionError(answer())
    expect(toWorkError(plain).code).toBe("stripe_StripeConnectionError")
  })

  it("says nothing of a request where Stripe gave no id", () => {
    const error = new errors.StripeAPIError({
      type: "api_error",
      message: "Out",
    })
    expect(toWorkError(error).message).toBe("Stripe: Out")
  })

  it.each([
    ["a dropped socket", new Error("socket hang up")],
    ["a text", "socket hang up"],
    ["nothing", undefined],
  ])("takes %s for Stripe not being reached", (_, thrown) => {
    expect(toWorkError(thrown)).toMatchObject({
      retry: "outage",
      code: "stripe_unreachable",
      message: "Stripe could not be asked",
      cause: thrown,
    })
  })

  it("leaves an error of ours as it is", () => {
    const error = permanentError("not_paid", "Not paid")
    expect(toWorkError(error)).toBe(error)
  })
})

describe("asking Stripe", () => {
  it("hands back the answer", async () => {
    await expect(askStripe(() => Promise.resolve("pi_1"))).resolves.toBe("pi_1")
  })

  it("turns whatever is thrown into an error of ours", async () => {
    const call = () => Promise.reject(new Error("socket hang up"))
    await expect(askStripe(call)).rejects.toMatchObject({
      code: "stripe_unreachable",
    })
  })
})
