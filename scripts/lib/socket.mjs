// @ts-check
import { createConnection } from "node:net"

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether somebody on this machine listens on it
 */
export const accepts = (port) =>
  new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port })
    socket.once("connect", () => {
      socket.destroy()
      resolve(true)
    })
    socket.once("error", () => {
      resolve(false)
    })
  })
