/** @throws Error that names the rule and where it is broken */
export function expectRule(holds: boolean, rule: string, where: string): void {
  if (!holds) {
    throw new Error(`${rule}: ${where}`)
  }
}
