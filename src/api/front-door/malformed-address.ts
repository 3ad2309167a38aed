import type { ServerResponse } from "node:http"
import { sendJson } from "../hooks/payment/send-json"

/** Neither a path nor the `*` of OPTIONS: a whole address whose server cannot be told from the rest. */
const NO_PATH = /^[^/*]/

/** Not of an address, and read by Express by other rules than the rest: its path is another then. */
const FOREIGN = /[#\s]/

/**
 * Whether an address cannot be read: Express fails on a path that cannot be decoded as if that were
 * the server's fault, and PostgreSQL on the character that no text in it can hold. A whole address
 * that is none Express answers itself, with a page.
 *
 * @param url with its query, and without the server where it can be told from the rest
 */
export function isMalformedAddress(url: string): boolean {
  if (NO_PATH.test(url) || FOREIGN.test(url)) {
    return true
  }
  const [path = ""] = url.split("?", 1)
  if (!path.includes("%")) {
    return false
  }
  try {
    return decodeURIComponent(path).includes("\0")
  } catch {
    return true
  }
}

export function refuseAddress(res: ServerResponse): void {
  sendJson(res, 400, {
    type: "invalid_data",
    code: "address_malformed",
    message:
      "The address cannot be read; write what is special in it as % and two hexadecimal digits, in UTF-8",
  })
}
