import type {
  IncomingMessage,
  RequestListener,
  ServerResponse,
} from "node:http"
import { type CurrentRequest, runAsRequest } from "../../lib/current-request"
import { admitWithKey } from "./admit-with-key"
import { measureAnswer } from "./answer-metrics"
import { completeRefusals } from "./complete-refusals"
import { directLineOf } from "./direct-lines"
import type { KeyGate } from "./key-gate"
import { logAccess } from "./log-access"
import { isMalformedAddress, refuseAddress } from "./malformed-address"
import { originForm } from "./origin-form"
import { prepareExpress } from "./prepare-express"
import { addressOf, requestIdOf } from "./request-identity"
import { secretKeyOf } from "./secret-key-of"

export type Doorkeeping = {
  keys: KeyGate
  /** Puts the headers on an answer that keep browsers from doing harm with it. */
  putHeaders: (req: IncomingMessage, res: ServerResponse) => void
}

/**
 * Lets a request in: gives it its name, and hands it to its direct line or to Medusa, unless it
 * shows a secret key and there have been too many wrong ones.
 *
 * @param medusa what the HTTP server was made with
 */
export function admitTo(
  medusa: RequestListener,
  { keys, putHeaders }: Doorkeeping
): RequestListener {
  const answerByMedusa = preparing(medusa)
  return (req, res) => {
    const request: CurrentRequest = {
      id: requestIdOf(req),
      address: addressOf(req),
    }
    const url = originForm(req.url ?? "")
    req.url = url
    // Medusa takes the name of a request from here.
    req.headers["x-request-id"] = request.id
    res.setHeader("X-Request-Id", request.id)
    putHeaders(req, res)
    runAsRequest(request, () => {
      const answer = directLineOf(req)
      measureAnswer(req, res, answer ? url : null)
      if (answer) {
        void answer(req, res)
        return
      }
      logAccess(request, req, res)
      if (isMalformedAddress(url)) {
        refuseAddress(res)
        return
      }
      completeRefusals(res)
      const key = secretKeyOf(req.headers.authorization)
      if (key === null) {
        answerByMedusa(req, res)
      } else {
        void admitWithKey(key, request, { req, res, keys, answerByMedusa })
      }
    })
  }
}

function preparing(medusa: RequestListener): RequestListener {
  let isPrepared = false
  return (req, res) => {
    medusa(req, res)
    isPrepared ||= prepareExpress(req, res)
  }
}
