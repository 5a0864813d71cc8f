export interface Place {
  /** The server as visitors' browsers reach it, without a slash at the end. */
  server: string
  assistantId: string
  /** The full key, or what stands for it while it is hidden. */
  key: string
  /** A website that the key accepts. */
  origin: string
}

export const PLATFORMS = ['html', 'react', 'vue', 'next', 'wordpress', 'flutter', 'curl'] as const
export type Platform = (typeof PLATFORMS)[number]

export const PLATFORM_NAMES: Record<Platform, string> = {
  html: 'HTML',
  react: 'React',
  vue: 'Vue',
  next: 'Next.js',
  wordpress: 'WordPress',
  flutter: 'Flutter',
  curl: 'curl',
}

const script = ({ server, key }: Place) => `${server}/embed/${key}.js`

export const SNIPPETS: Record<Platform, (place: Place) => string> = {
  html: (place) => `<script type="module" src="${script(place)}"></script>`,

  react: ({ server, key }) => `// Chat.jsx: put <Chat /> once into your app, for example at the end of App.jsx
import { useEffect } from 'react'

export function Chat() {
  useEffect(() => {
    import(/* @vite-ignore */ /* webpackIgnore: true */ '${server}/embed/element.js')
  }, [])
  return <latchkey-chat api-key="${key}"></latchkey-chat>
}`,

  vue: ({ server, key }) => `<!-- Chat.vue: put <Chat /> once into your app, for example at the end of App.vue -->
<script setup>
import { onMounted } from 'vue'

onMounted(() => import(/* @vite-ignore */ /* webpackIgnore: true */ '${server}/embed/element.js'))
</script>

<template>
  <component :is="'latchkey-chat'" api-key="${key}"></component>
</template>`,

  next: (place) => `// app/layout.jsx
import Script from 'next/script'

export default function RootLayout({ children }) {
  return (
    <html lang="en">
      <body>
        {children}
        <Script type="module" src="${script(place)}" />
      </body>
    </html>
  )
}`,

  wordpress: (place) => `<?php // at the end of your theme's functions.php; needs WordPress 6.5 or later
add_action( 'wp_enqueue_scripts', function () {
    wp_enqueue_script_module( 'latchkey', '${script(place)}', array(), null );
} );`,

  flutter: ({ server, key }) => `// flutter pub add flutter_agent_pupau
import 'package:flutter_agent_pupau/flutter_agent_pupau.dart';

final assistant = PupauAgentAvatar(
  config: PupauConfig.createWithApiKey(
    apiKey: '${key}',
    apiUrl: '${server}',
  ),
);`,

  curl: ({ server, assistantId, key, origin }) => `SERVER=${server}
KEY=${key}
ORIGIN=${origin}

# who answers
curl -s -H "Api-Key: $KEY" -H "Origin: $ORIGIN" $SERVER/assistants/${assistantId}

# begin a conversation: the answer holds its id and its token
curl -s -H "Api-Key: $KEY" -H "Origin: $ORIGIN" -H 'Content-Type: application/json' \\
  -d '{}' $SERVER/chat-bots/${assistantId}/conversations

# ask, with that id and token
curl -s -N -H "Api-Key: $KEY" -H "Origin: $ORIGIN" -H 'Conversation-Token: TOKEN' -H 'Content-Type: application/json' \\
  -d '{"request": "What are your opening hours?"}' "$SERVER/chat-bots/${assistantId}/conversations/ID/queries?sse=true"`,
}

/** What the Content-Security-Policy of a site needs for the chat, and nothing more. */
export function policyFor(server: string): string {
  return `script-src 'self' ${server}; connect-src 'self' ${server}; img-src 'self' ${server} data:`
}
