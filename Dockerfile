# syntax=docker/dockerfile:1
FROM node:20-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0
COPY --from=packages /app/node_modules ./node_modules
COPY package.json package-lock.json tsconfig.json ./
COPY cypher ./cypher
COPY seeds ./seeds
COPY src ./src
# The page is bundled here once, so that nothing needs to be written at run time but this folder.
RUN mkdir .cache && chown node:node .cache
USER node
EXPOSE 4000
CMD ["node", "--import", "tsx", "src/main.ts"]
