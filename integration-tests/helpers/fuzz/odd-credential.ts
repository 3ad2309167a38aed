import type { Dice } from "./dice"

/** Headers that show no valid credential, whatever they try. */
export function oddCredential(dice: Dice): Record<string, string> {
  const authorization = dice.pick([
    "",
    "Basic",
    "Bearer ",
    "Basic sk_",
    `Basic sk_${dice.below(1e9)}`,
    `Basic ${Buffer.from(`sk_${dice.below(1e9)}:`).toString("base64")}`,
    `Bearer sk_${dice.below(1e9)}`,
    "Bearer pk_0000",
    "Bearer null",
    "Bearer undefined",
    `Bearer ${unsignedToken({ actor_type: "user", actor_id: "user_01" })}`,
    `Bearer a.b.c`,
    `Bearer ${"x".repeat(3_000)}`,
    "Digest username=admin",
    "basic \u00ff\u00fe",
    "Basic " + dice.bytes(20).toString("base64"),
  ])
  return {
    ...(authorization ? { authorization } : {}),
    ...(dice.percent(10)
      ? { cookie: `connect.sid=s%3A${dice.below(1e9)}.forged` }
      : {}),
    ...(dice.percent(5) ? { "x-publishable-api-key": "pk_0000" } : {}),
    ...(dice.percent(5) ? { "x-medusa-actor": "user_01" } : {}),
  }
}

/** `alg: none`: https://www.rfc-editor.org/rfc/rfc8725#section-2.1 */
function unsignedToken(claims: object): string {
  const part = (value: object): string =>
    Buffer.from(JSON.stringify(value)).toString("base64url")
  return `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.`
}
