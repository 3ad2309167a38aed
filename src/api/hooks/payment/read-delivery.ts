import type { IncomingMessage } from "node:http"
import { DeliveryRefusedError } from "../../../modules/stripe-inbox/errors"
import { RequestRefusedError } from "../../refusal-of-request"
import { readBody } from "./read-body"

/**
 * Stripe's largest events are far below, and it sends them in one go. A process that is told to stop
 * waits for bodies that have begun, and has 10 s in all.
 */
const LIMITS = { bytes: 1024 * 1024, patienceMs: 5_000 }

/**
 * Takes a delivery off the wire. What its headers rule out is refused before a byte of the body is
 * read.
 *
 * @throws DeliveryRefusedError, RequestRefusedError, or an error of the body's reader.
 */
export async function readDelivery(
  req: IncomingMessage & { rawBody?: unknown }
): Promise<{ body: Buffer; signature: string }> {
  const signature = signatureOf(req)
  refuseOtherThanJson(req.headers["content-type"])
  // Under another of Stripe's provider ids Medusa's own parser was there first.
  const body = Buffer.isBuffer(req.rawBody)
    ? req.rawBody
    : await readBody(req, LIMITS)
  return { body, signature }
}

/** Node joins a header that is given twice with a comma, which would pass for one. */
function signatureOf({ headersDistinct }: IncomingMessage): string {
  const [signature, ...others] = headersDistinct["stripe-signature"] ?? []
  if (!signature || others.length > 0) {
    throw new DeliveryRefusedError(
      "signature_missing",
      "Exactly one Stripe-Signature header is needed"
    )
  }
  return signature
}

function refuseOtherThanJson(contentType = ""): void {
  const [type = "", ...parameters] = contentType.toLowerCase().split(";")
  if (type.trim() !== "application/json") {
    throw new RequestRefusedError({
      status: 415,
      code: "content_type_unsupported",
      message: "Events are sent as application/json",
    })
  }
  const charset = parameters
    .map((parameter) => /^charset="?([^"]*)"?$/.exec(parameter.trim())?.[1])
    .find(Boolean)
  if (charset && charset !== "utf-8" && charset !== "utf8") {
    throw new RequestRefusedError({
      status: 415,
      code: "charset_unsupported",
      message: "The body's character set is not supported; send UTF-8",
    })
  }
}
