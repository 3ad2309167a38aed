import { z } from "@medusajs/framework/zod"

/** What every program is told that measures a running server. */
export const serverOrder = {
  url: z.string(),
  staff: z.strictObject({ email: z.string(), password: z.string() }),
  databaseUrl: z.string(),
  legacyAdminUrl: z.string(),
}

/** @returns the headers with which staff call the admin's routes */
export async function signIn(
  url: string,
  staff: { email: string; password: string }
): Promise<Record<string, string>> {
  const answer = await fetch(`${url}/auth/user/emailpass`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(staff),
  })
  const { token } = (await answer.json()) as { token?: string }
  if (!token) {
    throw new Error(`Staff could not sign in: ${answer.status}`)
  }
  return {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
  }
}
