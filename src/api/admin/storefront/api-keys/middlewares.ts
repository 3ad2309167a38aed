import {
  type MiddlewareRoute,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { noQuery } from "../validators"
import { refuseSecretKeys } from "./refuse-secret-keys"
import { ListApiKeysParams, SetKeyScopeBody } from "./validators"

const PATH = "/admin/storefront/api-keys"

export const storefrontApiKeyMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: PATH,
    middlewares: [
      validateAndTransformQuery(ListApiKeysParams, { isList: true }),
    ],
  },
  {
    methods: ["GET"],
    matcher: `${PATH}/:id`,
    middlewares: [noQuery],
  },
  {
    methods: ["POST"],
    matcher: `${PATH}/:id`,
    middlewares: [
      refuseSecretKeys,
      noQuery,
      validateAndTransformBody(SetKeyScopeBody),
    ],
  },
]
