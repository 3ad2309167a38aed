import {
  type MiddlewareRoute,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { noQuery } from "../../validators"
import { ListStockRulesParams, SetStockRulesBody } from "./validators"

const PATH = "/admin/storefront/stock/safety-stock"

export const storefrontStockRuleMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: PATH,
    middlewares: [
      validateAndTransformQuery(ListStockRulesParams, { isList: true }),
    ],
  },
  {
    methods: ["POST"],
    matcher: PATH,
    bodyParser: { sizeLimit: "1mb" },
    middlewares: [noQuery, validateAndTransformBody(SetStockRulesBody)],
  },
  {
    methods: ["DELETE"],
    matcher: `${PATH}/:id`,
    middlewares: [noQuery],
  },
]
