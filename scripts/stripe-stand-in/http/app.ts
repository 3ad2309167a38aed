import express, {
  type ErrorRequestHandler,
  type Express,
  type RequestHandler,
} from "express"
import { StripeApiError } from "../errors"
import { apiRoutes } from "../routes/api"
import { controlRoutes } from "../routes/control"
import type { StandIn } from "../stand-in"
import type { Storefront } from "../storefront/storefront"
import { errorAnswer, sendAnswer } from "./answer"
import { playFaults } from "./play-faults"

const MAX_BODY = "4mb"
const MAX_PARAMETERS = 20_000

/** The stand-in's HTTP side: Stripe's API under `/v1`, the controls under `/_stand-in`. */
export function createApp(standIn: StandIn, storefront: Storefront): Express {
  const app = express()
  app.disable("x-powered-by")
  app.disable("etag")
  app.use("/v1", [
    logRequest(standIn),
    playFaults(standIn),
    authenticate(standIn),
    express.urlencoded({
      extended: true,
      limit: MAX_BODY,
      parameterLimit: MAX_PARAMETERS,
    }),
    apiRoutes(standIn),
    unknownUrl(),
    apiErrors(standIn),
  ])
  app.use(
    "/_stand-in",
    express.json({ limit: MAX_BODY }),
    controlRoutes(standIn, storefront)
  )
  app.use("/_stand-in", controlErrors)
  return app
}

function logRequest({ requests }: StandIn): RequestHandler {
  return (request, response, next) => {
    requests.begin(request, response)
    next()
  }
}

function authenticate({ apiKey }: StandIn): RequestHandler {
  return (request, _response, next) => {
    const given = givenKey(request.get("authorization") ?? "")
    if (given === apiKey) {
      next()
      return
    }
    const message = given
      ? `Invalid API Key provided: ${given.slice(0, 8)}****`
      : "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
    next(
      new StripeApiError(401, { type: "invalid_request_error", message }, true)
    )
  }
}

/** Stripe takes the key as a bearer token, or as the user name of basic authentication. */
function givenKey(header: string): string {
  const [scheme = "", value = ""] = header.split(" ", 2)
  if (scheme.toLowerCase() === "basic") {
    return Buffer.from(value, "base64").toString().split(":")[0] ?? ""
  }
  return scheme.toLowerCase() === "bearer" ? value : ""
}

function unknownUrl(): RequestHandler {
  return (request, _response, next) => {
    const path = request.originalUrl.split("?")[0] ?? "/"
    const message = `Unrecognized request URL (${request.method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`
    next(
      new StripeApiError(404, { type: "invalid_request_error", message }, true)
    )
  }
}

function apiErrors({ requests }: StandIn): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    sendAnswer(requests, response, errorAnswer(asApiError(error)))
  }
}

function asApiError(error: unknown): StripeApiError {
  if (error instanceof StripeApiError) {
    return error
  }
  const message =
    error instanceof Error ? (error.stack ?? error.message) : String(error)
  return new StripeApiError(500, { type: "api_error", message }, false)
}

const controlErrors: ErrorRequestHandler = (
  error: unknown,
  _request,
  response,
  next
) => {
  if (response.headersSent) {
    next(error)
    return
  }
  const { status, body } = asApiError(error)
  response.status(status).json({ error: body })
}
