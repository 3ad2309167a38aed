import type { Call } from "../call"
import { ADMIN_SAMPLES } from "./admin-samples"
import type { Dice } from "./dice"
import { oddAddress } from "./odd-address"
import { oddJson } from "./odd-json"

const [FIRST, ...OTHERS] = ADMIN_SAMPLES

/** A request to one of this project's routes with something wrong in it, and whatever credential. */
export function oddRequest(
  dice: Dice,
  credential: Record<string, string>
): Call {
  const sample = FIRST ? dice.pick([FIRST, ...OTHERS]) : undefined
  const path = oddAddress(dice, sample?.path ?? "/admin")
  const hasBody = sample?.body !== undefined || dice.percent(5)
  return {
    method: dice.percent(95) ? (sample?.method ?? "GET") : oddMethod(dice),
    path,
    headers: {
      "x-forwarded-for": dice.address(),
      ...(hasBody ? { "content-type": contentType(dice) } : {}),
      ...(dice.percent(5)
        ? { "idempotency-key": dice.pick(["", "1", "x".repeat(300), "'"]) }
        : {}),
      ...credential,
    },
    ...(hasBody ? { body: oddJson(dice, sample?.body ?? {}) } : {}),
  }
}

const oddMethod = (dice: Dice): string =>
  dice.pick(["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "PURGE", "GET"])

const contentType = (dice: Dice): string =>
  dice.percent(92)
    ? "application/json"
    : dice.pick([
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-7",
        "multipart/form-data; boundary=x",
        "",
      ])
