import { MASKED } from "./contacts"

const DIGITS = /(?<![\w-])[2-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?![\w-])/g

/** Takes numbers out that can be a payment card's. */
export function withoutCardNumbers(text: string): string {
  return text.replace(DIGITS, (digits) =>
    hasCheckDigit(digits.replace(/\D/g, "")) ? MASKED : digits
  )
}

/** Luhn's, ISO/IEC 7812-1. */
function hasCheckDigit(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1)
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
  return sum % 10 === 0
}
