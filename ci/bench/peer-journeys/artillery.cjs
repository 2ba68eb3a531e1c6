// Artillery repeats the requests of the file in PEERS_REQUESTS in turn: each new user sends one.
const { readFileSync } = require("node:fs");

const requests = readFileSync(process.env.PEERS_REQUESTS, "utf8").trimEnd().split("\n").map((line) => line.split("\t"));
let next = 0;

module.exports.nextRequest = function (request, context, events, done) {
  const [method, path, token, body] = requests[next++ % requests.length];
  request.method = method;
  request.url = context.vars.target + path;
  request.headers = { ...request.headers, authorization: `Bearer ${token}` };
  if (body) {
    request.headers["content-type"] = "application/json";
    request.body = body;
  }
  done();
};
