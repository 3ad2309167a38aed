/** Stands for a text or number that is there and not shown. */
export const MASKED = "[masked]"

const E_MAIL = /[^\s"'<>(),;:=]{1,64}(?:@|%40)[^\s"'<>(),;:&]{1,255}/gi
/** Most lines have none, and there are thousands a second. */
const AT = /@|%40/
const PHONE =
  /\+\d[\d\s().-]{5,}\d|\(\d{3}\)\s?\d{3}[\s.-]?\d{4}|\b\d{3}[\s.-]\d{3}[\s.-]\d{4}\b/g
const IP = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g

/** Takes e-mail addresses and phone numbers out of whatever text they stand in. */
export function withoutContacts(text: string): string {
  const withoutMails = AT.test(text) ? text.replace(E_MAIL, MASKED) : text
  return withoutMails.replace(PHONE, MASKED)
}

/** The same with IP addresses, for what is shown of a person. */
export function withoutContactsAndAddresses(text: string): string {
  return withoutContacts(text).replace(IP, MASKED)
}
