import { answerRequest } from "./serve.ts"
import { openReporter } from "./settings.ts"

/*
 * The function as Supabase runs it. It checks its callers itself, Stripe by its signature and the
 * scheduler by a token: it is deployed with --no-verify-jwt.
 */
const environment = (name: string): string | undefined => Deno.env.get(name)

Deno.serve((request) =>
  answerRequest(request, environment, () => openReporter(environment))
)
