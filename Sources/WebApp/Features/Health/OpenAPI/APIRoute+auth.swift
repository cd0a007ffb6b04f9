extension APIRoute {
  private static let sessionBody = Answer.json(200, sessionFields)
  private static let sessionFields: [Field] = .fields(
    "user!: object, guests_allowed!: boolean, sign_up_allowed!: boolean, simulated!: boolean, upload_limit_bytes!: integer"
  )

  static let auth: [APIRoute] = [
    APIRoute(
      "GET", "/api/session", "auth", "Who is signed in, and what this server allows.", access: .everyone,
      answer: sessionBody),
    APIRoute(
      "POST", "/api/auth/sign-up", "auth", "Make an account; a guest keeps chats and data sets.", access: .everyone,
      body: .json(.fields("email!: string, password!: string, name: string")), answer: .json(201, sessionFields),
      errors: [
        "auth.email_taken", "auth.weak_password", "auth.invalid_email", "auth.sign_up_off", "auth.too_many_attempts",
      ]),
    APIRoute(
      "POST", "/api/auth/sign-in", "auth", "Begin a session.", access: .everyone,
      body: .json(.fields("email!: string, password!: string")), answer: sessionBody,
      errors: ["auth.invalid_credentials", "auth.too_many_attempts", "auth.busy"]),
    APIRoute(
      "POST", "/api/auth/guest", "auth", "Begin a session without an account.", access: .everyone,
      answer: .json(201, sessionFields), errors: ["auth.guests_off", "auth.too_many_attempts"]),
    APIRoute(
      "POST", "/api/auth/sign-out", "auth", "End the session; its cookies and sealed keys become worthless.",
      access: .everyone, answer: .nothing(204)),
    APIRoute(
      "POST", "/api/auth/password", "auth", "Change the password; all other sessions end.",
      body: .json(.fields("current!: string, new!: string")), answer: .nothing(204),
      errors: ["auth.invalid_credentials", "auth.weak_password", "auth.account_only", "auth.too_many_attempts"]),
  ]
}
