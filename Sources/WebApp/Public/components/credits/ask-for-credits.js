import { html } from "preact-htm";
import { formatCredits } from "@/lib/format.js";
import { useStore } from "@/lib/store.js";
import { CopyButton } from "@/components/conversation/copy-button.js";
import { session } from "@/state/session.js";

/**
 * A message to whoever runs this server, ready to be sent.
 * @param {{ required: number, remaining: number }} properties
 */
export function AskForCredits({ required, remaining }) {
  const user = useStore(session).value?.user;
  const who = user?.email ?? `guest ${user?.id}`;
  const request = () => `Please grant credits on Latchkey to ${who}. I have ${formatCredits(remaining)}, and my next question costs ${formatCredits(required)}.`;
  return html`<p>Whoever runs this Latchkey can grant some to ${user?.is_guest ? "you; an account makes that easier" : who}.</p>
    <${CopyButton} label="Copy a request" text=${request} />`;
}
