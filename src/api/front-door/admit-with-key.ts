import type {
  IncomingMessage,
  RequestListener,
  ServerResponse,
} from "node:http"
import type { CurrentRequest } from "../../lib/current-request"
import { isRecord } from "../../lib/unknown-values"
import type { KeyGate } from "./key-gate"
import { networkOf } from "./network-of"
import { refuseAttempt } from "./too-many-attempts"
import { answerUndecided } from "./undecided-key"

type Call = {
  req: IncomingMessage
  res: ServerResponse & { req: IncomingMessage }
  keys: KeyGate
  answerByMedusa: RequestListener
}

/** Hands a request with a secret key on where the key may be looked at, or answers 429. */
export async function admitWithKey(
  key: string,
  request: CurrentRequest,
  { req, res, keys, answerByMedusa }: Call
): Promise<void> {
  const admission = await keys.admit(networkOf(request.address), key)
  if (typeof admission === "number") {
    refuseAttempt(res, admission)
    return
  }
  request.keyAccepted = admission.accept
  request.keyRefused = admission.refuse
  request.keyUndecided = () => {
    admission.leaveOpen()
    answerUndecided(res)
  }
  res.once("close", () => {
    if (isOfGoodKey(req)) {
      admission.accept()
    }
    admission.end(res.writableFinished)
  })
  answerByMedusa(req, res)
}

/** Medusa notes on a request whom it has let in. */
function isOfGoodKey(req: IncomingMessage & { auth_context?: unknown }) {
  const { auth_context: context } = req
  return isRecord(context) && context.actor_type === "api-key"
}
