extension Migration {
  /// Data sets, chats and what was said in them.
  static let conversations = Migration(
    number: 3, name: "conversations",
    portable: [
      """
      CREATE TABLE datasets (
        id text NOT NULL PRIMARY KEY,
        user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        name text NOT NULL,
        byte_count bigint NOT NULL CHECK (byte_count >= 0),
        path text NOT NULL,
        profile text,
        created_at bigint NOT NULL)
      """,
      "CREATE INDEX datasets_by_user ON datasets (user_id, created_at)",
      """
      CREATE TABLE chats (
        id text NOT NULL PRIMARY KEY,
        user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        title text NOT NULL,
        dataset_id text REFERENCES datasets (id) ON DELETE SET NULL,
        message_count bigint NOT NULL CHECK (message_count >= 0),
        created_at bigint NOT NULL,
        updated_at bigint NOT NULL)
      """,
      "CREATE INDEX chats_by_user ON chats (user_id, updated_at)",
      "CREATE INDEX chats_by_dataset ON chats (dataset_id)",
      """
      CREATE TABLE messages (
        id text NOT NULL PRIMARY KEY,
        chat_id text NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
        position bigint NOT NULL,
        role text NOT NULL CHECK (role IN ('user', 'assistant')),
        task_id text,
        content text NOT NULL,
        created_at bigint NOT NULL,
        UNIQUE (chat_id, position))
      """,
      "CREATE INDEX messages_by_task ON messages (task_id)",
    ])
}
