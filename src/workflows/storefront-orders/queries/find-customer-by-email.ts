import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** How an address is folded in the database; the index of it is on the same words. */
export const FOLDED_EMAIL = "lower(btrim(email))"

const FIND = `
  SELECT id FROM customer
  WHERE ${FOLDED_EMAIL} IN (lower(btrim(:email)), lower(:folded)) AND deleted_at IS NULL
  ORDER BY has_account DESC, created_at, id
  LIMIT 1`

/**
 * The customer of an e-mail address, whatever its case and the spaces around it on either side: a
 * registered one before a guest, the oldest of equals. In SQL, because Medusa's filters compare as
 * written, and by the index that `install-customer-email-index` makes.
 */
export async function findCustomerByEmail(
  knex: Knex,
  email: string
): Promise<string | null> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(FIND, {
    email,
    // As a guest is written: JavaScript folds some letters that PostgreSQL leaves as they are.
    folded: email.trim().toLowerCase(),
  })
  return rows[0]?.id ?? null
}
