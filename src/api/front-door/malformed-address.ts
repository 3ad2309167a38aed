import type { ServerResponse } from "node:http"
import { sendJson } from "../hooks/payment/send-json"

const IS_WHOLE = /^[a-z][a-z\d+.-]*:\/\//i

/**
 * Whether the path of an address cannot be read: Express fails on what cannot be decoded as if that
 * were the server's fault, and PostgreSQL on the character that no text in it can hold. A whole
 * address that is none Express answers itself, with a page.
 *
 * @param url in {@link originForm} where it can be read at all, with its query
 */
export function isMalformedAddress(url: string): boolean {
  if (IS_WHOLE.test(url)) {
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
