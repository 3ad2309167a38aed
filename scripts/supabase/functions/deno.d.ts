/** What these functions use of Deno, for a compiler that does not know it. */
declare namespace Deno {
  const env: { get(name: string): string | undefined }
  function serve(
    handler: (request: Request) => Response | Promise<Response>
  ): unknown
}
