# The kit on the CPU, as a user who is not root. docs/container.md says how to run it, and what its isolation needs.
FROM python:3.12-slim-bookworm

# torch's CPU build first: some 200 MB, where the default build for Linux brings 2.5 GB of CUDA.
RUN pip install --no-cache-dir --index-url https://download.pytorch.org/whl/cpu torch==2.13.0

WORKDIR /src
COPY pyproject.toml constraints.txt hatch_build.py README.md LICENSE ./
COPY editable editable
COPY grader grader
COPY exercises exercises
COPY solutions solutions
RUN pip install --no-cache-dir -c constraints.txt '.[mcp]' && rm -rf /src

# The learner's own user and folder; nothing in /home belongs to root.
RUN useradd --create-home --uid 1000 learner
USER learner
WORKDIR /home/learner/practice
RUN practice init .

# What a container cannot do is said when the image is built, not when an answer is graded.
RUN practice doctor

VOLUME /home/learner/practice
CMD ["bash"]
