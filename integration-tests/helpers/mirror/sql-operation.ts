import type { Catalogue } from "./catalogue"
import type { Dice } from "./dice"

export type Statement = readonly [sql: string, values?: readonly unknown[]]

/** Something that changes what can be sold, straight in Medusa's tables, in one transaction. */
export type SqlOperation = {
  name: string
  weight: number
  statements: (on: Catalogue, dice: Dice) => Statement[]
}
