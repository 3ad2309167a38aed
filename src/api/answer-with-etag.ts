import { createHash } from "node:crypto"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/**
 * Answers with a body and its ETag, or with 304 where the caller has this body already. The tag is
 * weak: proxies on the way may compress the answer.
 *
 * Express would do so by itself, but not for whoever also says `Cache-Control: no-cache`, and that is
 * what `fetch` adds to every request with an `If-None-Match` (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch).
 */
export function answerWithEtag<Body>(
  req: Pick<MedusaRequest, "headers">,
  res: MedusaResponse<Body>,
  body: Body
): void {
  const text = JSON.stringify(body)
  const etag = etagOf(text)
  res.setHeader("ETag", etag)
  // It may be kept, but must be asked for each time; and by nobody on the way.
  res.setHeader("Cache-Control", "private, no-cache")
  if (isNamed(req.headers["if-none-match"], etag)) {
    res.status(304).end()
    return
  }
  res.type("json").end(text)
}

function etagOf(text: string): string {
  const digest = createHash("sha256").update(text)
  return `W/"${digest.digest("base64url")}"`
}

/** Compared weakly, as RFC 9110, section 13.1.2 has it. */
function isNamed(header: string | undefined, etag: string): boolean {
  const named = (header ?? "").split(",").map((one) => one.trim())
  return named.some(
    (one) => one === "*" || one.replace(/^W\//, "") === etag.slice(2)
  )
}
