type Handler = Parameters<typeof Deno.serve>[0]

const variables = new Map<string, string>()
let handler: Handler | null = null

/*
 * Stands in for Deno's globals, as far as the functions for Supabase use them. To be imported before
 * a function's index.ts, which serves as soon as it is loaded.
 */
Object.assign(globalThis, {
  Deno: {
    env: { get: (name: string) => variables.get(name) },
    serve: (given: Handler) => {
      handler = given
    },
  },
})

/** Sets what the function reads as its secrets. */
export function setDenoEnvironment(values: Record<string, string>): void {
  variables.clear()
  Object.entries(values).forEach(([name, value]) => variables.set(name, value))
}

/** Sends a request to the function that was loaded. */
export async function requestOfFunction(request: Request): Promise<Response> {
  if (!handler) {
    throw new Error("No function has called Deno.serve")
  }
  return handler(request)
}
