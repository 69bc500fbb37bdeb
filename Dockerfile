# The identity provider alone, for production: no database, no sample services, no tools of development.
FROM node:24-bookworm-slim

WORKDIR /app

# First the dependencies, which change less often than the code. No install script runs; the embedded database and the
# pinned Node are optional packages that the image has no use for.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

COPY config config
COPY migrations migrations
COPY public public
COPY src src
COPY views views

# Hashing and signing share one pool of threads: a few more keep tokens fast while passwords are checked.
ENV KAPU_PROFILE=production KAPU_LISTEN=0.0.0.0:3000 UV_THREADPOOL_SIZE=16

USER node
EXPOSE 3000

# Only the issuer's own host is served, so the check asks for it by name.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "require('node:http').get({ port: process.env.KAPU_LISTEN.split(':').pop(), path: '/health/live', headers: { host: new URL(process.env.KAPU_ISSUER).host } }, (answer) => process.exit(answer.statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]

ENTRYPOINT ["node", "src/cli.ts"]
CMD ["serve"]
