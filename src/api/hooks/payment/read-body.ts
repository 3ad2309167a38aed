import type { IncomingMessage } from "node:http"
import type { Readable } from "node:stream"
import { createGunzip, createInflate } from "node:zlib"
import getRawBody from "raw-body"
import { within } from "../../../lib/within"
import { RequestRefusedError } from "../../refusal-of-request"

export type BodyLimits = {
  /** Bytes, after decompression. */
  bytes: number
  /** From now until the last byte, ms. */
  patienceMs: number
}

/**
 * Reads a body as it came, in memory that is bounded whatever is sent: a compressed one is counted
 * as it is inflated, and one that drips in is not waited for.
 *
 * @throws RequestRefusedError, or an error of raw-body's that `refusalOfRequest` knows.
 */
export async function readBody(
  req: IncomingMessage,
  limits: BodyLimits
): Promise<Buffer> {
  if (req.destroyed) {
    throw new RequestRefusedError({
      status: 400,
      code: "request_aborted",
      message: "The connection ended before the body was read",
    })
  }
  const stream = inflated(req)
  const length = stream === req ? req.headers["content-length"] : undefined
  const body = getRawBody(stream, { limit: limits.bytes, length })
  try {
    return await within(limits.patienceMs, body, () => {
      throw new RequestRefusedError({
        status: 408,
        code: "body_too_slow",
        message: `The body was not there after ${limits.patienceMs / 1_000} s`,
      })
    })
  } finally {
    if (stream !== req) {
      endInflating(req, stream)
    }
  }
}

/** raw-body hears no more of a stream that it is done with, which may still fail at what follows. */
function endInflating(req: IncomingMessage, stream: Readable): void {
  req.unpipe()
  stream.on("error", () => undefined).destroy()
}

function inflated(req: IncomingMessage): Readable {
  const encoding = req.headers["content-encoding"] ?? "identity"
  switch (encoding.toLowerCase()) {
    case "identity":
      return req
    case "gzip":
      return req.pipe(createGunzip())
    case "deflate":
      return req.pipe(createInflate())
    default:
      throw new RequestRefusedError({
        status: 415,
        code: "encoding_unsupported",
        message:
          "The body's content encoding is not supported; send it plain or gzipped",
      })
  }
}
