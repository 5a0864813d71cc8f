/** A bundle is served by the site itself, so it cannot know the server: `base-url` says it. */
export const home = () => ''
