# The image that docs/deploy/compose.yaml runs.
FROM node:24-slim AS web
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --silent
COPY vite.config.ts tsconfig.json ./
COPY web web
RUN npm run build

FROM python:3.13-slim
WORKDIR /app
# What PDF files are drawn with, and Chinese letters for them.
RUN apt-get update && apt-get install -y --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir 'uv>=0.13'
COPY pyproject.toml uv.lock README.md LICENSE ./
COPY src src
COPY --from=web /app/src/yuandu/site/static/dist src/yuandu/site/static/dist
ENV PATH=/app/.venv/bin:$PATH YUANDU_DATA_DIR=/data UV_COMPILE_BYTECODE=1
RUN uv sync --no-default-groups --frozen && yuandu messages compile && python -m compileall -q src \
    && useradd --system --home /data yuandu && chown -R yuandu /data
USER yuandu
CMD ["yuandu", "help"]
