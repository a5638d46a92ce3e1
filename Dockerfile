# syntax=docker/dockerfile:1
# A tag can come to mean another image. To hold on to the one that was looked at, give its digest, which
# `docker buildx imagetools inspect node:20-bookworm-slim` shows: docker build --build-arg BASE=node@sha256:… .
ARG BASE=node:20-bookworm-slim

FROM ${BASE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package runs a script of its own: none needs to.
RUN npm ci --omit=dev --no-audit --no-fund --ignore-scripts
COPY tsconfig.json ./
COPY cypher ./cypher
COPY seeds ./seeds
COPY src ./src
# The page is bundled here once, so that nothing needs to be written at run time.
RUN node --import tsx -e "require('./src/server/page.ts').bundle()"

FROM ${BASE}
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 GAZETTE_DATA_DIR=/data
# Keys and the audit log; all the rest belongs to root and is only read.
RUN install -d -o node -g node -m 0700 /data
COPY --from=build /app ./
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# In this form SIGTERM reaches Node itself, which drains and closes.
CMD ["node", "--import", "tsx", "src/main.ts"]
