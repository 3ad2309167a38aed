import type { ServerResponse } from "node:http"

/** Answers in JSON, without the ETag that express works out for each answer. */
export function sendJson(
  res: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string | number> = {}
): void {
  const text = JSON.stringify(body)
  res.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    ...headers,
  })
  res.end(text)
}
