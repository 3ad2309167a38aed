/** What a request is told that could not even be read. */
export type RequestRefusal = {
  status: number
  type: "invalid_data"
  code: string
  message: string
}

/** What a request is refused with, thrown where it is read. */
export class RequestRefusedError extends Error {
  override readonly name = "RequestRefusedError"
  readonly refusal: RequestRefusal

  constructor(refusal: Omit<RequestRefusal, "type">) {
    super(refusal.message)
    this.refusal = { type: "invalid_data", ...refusal }
  }
}

/** By the `type` that body-parser gives its errors (https://github.com/expressjs/body-parser#errors). */
const KNOWN: Readonly<Record<string, { code: string; message: string }>> = {
  "entity.too.large": {
    code: "body_too_large",
    message: "The body is larger than this route takes",
  },
  "entity.parse.failed": {
    code: "body_malformed",
    message: "The body is not well-formed JSON",
  },
  "charset.unsupported": {
    code: "charset_unsupported",
    message: "The body's character set is not supported; send UTF-8",
  },
  "encoding.unsupported": {
    code: "encoding_unsupported",
    message:
      "The body's content encoding is not supported; send it plain or gzipped",
  },
  "request.aborted": {
    code: "request_aborted",
    message: "The connection ended before the whole body was there",
  },
  "request.size.invalid": {
    code: "content_length_wrong",
    message: "The body's length is not what Content-Length says",
  },
}

/**
 * The refusal of a request whose body or address could not be read, or null for any other error.
 * The error's own message is not sent: it quotes the body.
 */
export function refusalOfRequest(error: unknown): RequestRefusal | null {
  if (error instanceof RequestRefusedError) {
    return error.refusal
  }
  if (isBrokenCompression(error)) {
    return {
      status: 400,
      type: "invalid_data",
      code: "body_malformed",
      message: "The body is not compressed as Content-Encoding says",
    }
  }
  if (isUnquotable(error)) {
    return {
      status: 400,
      type: "invalid_data",
      code: "invalid_data",
      message: "A field holds an object where a text or a number is expected",
    }
  }
  if (!isClientError(error)) {
    return null
  }
  const known = KNOWN[String(error.type)] ?? {
    code: "request_malformed",
    message: "The request could not be read",
  }
  const limit =
    typeof error.limit === "number" ? ` (${error.limit} bytes at most)` : ""
  return {
    status: error.statusCode,
    type: "invalid_data",
    code: known.code,
    message: `${known.message}${limit}`,
  }
}

type ClientError = { statusCode: number; type?: unknown; limit?: unknown }

/** Errors of express and its parsers say `expose` where they are the client's fault. */
function isClientError(error: unknown): error is ClientError {
  return (
    error instanceof Error &&
    "expose" in error &&
    error.expose === true &&
    "statusCode" in error &&
    typeof error.statusCode === "number"
  )
}

/** Medusa quotes a wrong value in its refusal, and fails at one such as `{"toString": 1}`. */
export function isUnquotable(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    error.message === "Cannot convert object to primitive value"
  )
}

/** zlib's own codes for what is wrong with its input: https://nodejs.org/api/zlib.html#zlib-constants */
const BROKEN_COMPRESSION = /^Z_(DATA_ERROR|BUF_ERROR|NEED_DICT)$/

function isBrokenCompression(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    BROKEN_COMPRESSION.test(String(error.code))
  )
}
