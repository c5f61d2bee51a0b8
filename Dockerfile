# One image, three processes: web (the default), worker and release. See docs/operations.md.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    STATIC_ROOT=/srv/static \
    PORT=8000

WORKDIR /srv/mentorat

COPY requirements/base.txt requirements/base.txt
RUN python -m pip install --no-cache-dir --require-hashes --requirement requirements/base.txt

COPY manage.py gunicorn.conf.py LICENSE ./
COPY config config
COPY mentorat mentorat

# Static files need neither a database nor a secret: this address is never reached.
RUN DJANGO_SETTINGS_MODULE=config.settings.base DATABASE_URL=postgresql://nobody@localhost/none \
    python manage.py collectstatic --noinput

RUN useradd --create-home mentorat
USER mentorat

EXPOSE 8000
CMD ["sh", "-c", "exec gunicorn config.wsgi --bind 0.0.0.0:$PORT --workers ${WEB_CONCURRENCY:-2} --threads 4 --log-file -"]
