import { html } from "preact-htm";
import { Empty } from "@/components/basics/feedback.js";

/** An address that leads nowhere, or not for this person. */
export const NotFoundPage = () => html`<div class="page"><h1 class="hidden">Not found</h1>
  <${Empty} title="There is nothing here"><p>The address is wrong, or the page is not for your role. <a class="link" href="#/chats">Go to your chats</a></p><//>
</div>`;
