import type { Route } from "../access/matrix"
import type { Call, CallAnswer } from "../call"

/** Ours, and answered in Medusa's words: the admin knows them. */
const IN_MEDUSAS_WORDS = "/admin/payments/:id/refund"

/** Answers of Node's own, to what it does not even read as a request. */
const NOT_READ = [400, 431]

/**
 * What is wrong with the answer to an odd request.
 *
 * @param answer null where the connection was ended instead
 */
export function faultsOfAnswer(
  request: Call,
  answer: CallAnswer | null,
  { routes, mayPass }: { routes: readonly Route[]; mayPass: boolean }
): string[] {
  if (answer === null) {
    return []
  }
  const { status } = answer
  const faults = [
    ...(status >= 500 ? ["the server failed"] : []),
    ...(status < 300 && !mayPass && !isForAll(request) ? ["it passed"] : []),
    ...(status >= 400 && isOurs(request, routes) && !isRefusal(answer)
      ? ["its refusal does not say why"]
      : []),
  ]
  return faults.map(
    (fault) =>
      `${fault}: ${sayRequest(request)} → ${status} ${answer.text.slice(0, 300)}`
  )
}

/** Health and the admin's own files are for all; OPTIONS asks what a browser may ask. */
function isForAll({ method, path }: Call): boolean {
  return (
    method === "OPTIONS" ||
    path.startsWith("/app/") ||
    /^\/health\/(live|ready)\/?(\?|$)/.test(path)
  )
}

function isOurs({ method, path }: Call, routes: readonly Route[]): boolean {
  const [address = ""] = path.split("?")
  return routes.some(
    (route) =>
      route.method === method &&
      route.path !== IN_MEDUSAS_WORDS &&
      new RegExp(`^${route.path.replace(/:\w+/g, "[^/]+")}$`).test(address)
  )
}

function isRefusal({ status, text, headers }: CallAnswer): boolean {
  if (NOT_READ.includes(status) && text === "" && !headers["x-request-id"]) {
    return true
  }
  try {
    const { type, code, message } = JSON.parse(text) as Record<string, unknown>
    return [type, code, message].every(
      (part) => typeof part === "string" && part !== ""
    )
  } catch {
    return false
  }
}

function sayRequest({ method, path, headers, body }: Call): string {
  const { authorization: _, ...shown } = headers ?? {}
  return `${method} ${path.slice(0, 200)} ${JSON.stringify(shown).slice(0, 300)} ${String(body ?? "").slice(0, 300)}`
}
