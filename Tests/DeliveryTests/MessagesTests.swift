import Delivery
import Diagnostics
import Testing

@Suite struct `Delivery's sentences` {
  @Test(arguments: [
    (
      DeliveryMessages.notAURL(),
      """
      error: the sink's `url` is not a whole URL [endpoint-url]
        = copy it from Haptik's dashboard: https://…/v1.0/log_feedback_from_user/
      """
    ),
    (
      DeliveryMessages.urlWithExtras(),
      """
      error: the sink's `url` holds a user, a password or a fragment [endpoint-url-extras]
        = leave these out; credentials go under `token` and `client_id`
      """
    ),
    (
      DeliveryMessages.plainHTTP(host: "example.com"),
      """
      error: plain http to "example.com" would show the token to the network [endpoint-plain-http]
        = use https; http is for this machine alone
      """
    ),
    (
      DeliveryMessages.emptySecret("token"),
      """
      error: the sink's `token` is empty [credential-empty]
        = set the environment variable or the file that it comes from
      """
    ),
    (
      DeliveryMessages.unsendableSecret("client_id"),
      """
      error: the sink's `client_id` holds a space, a line break or another character no header can \
      carry [credential-unsendable]
        = copy it again; it is printable ASCII without spaces
      """
    ),
    (
      DeliveryMessages.certificates("ca.pem"),
      """
      ca.pem: error: the certificates cannot be read [certificates-unreadable]
        = name a PEM file that this user can read
      """
    ),
    (
      DeliveryMessages.proxy("HTTPS_PROXY"),
      """
      error: the environment's HTTPS_PROXY is not the URL of a proxy [proxy-url]
        = write it as http://HOST:PORT
      """
    ),
    (
      DeliveryMessages.notConserved("submit 2 = 1 delivered"),
      """
      error: the counts of the delivery do not add up: submit 2 = 1 delivered [delivery-sums]
        = `exitpoll ledger verify` says what the ledger holds; please report this
      """
    ),
  ])
  func `read as written here`(diagnostic: Diagnostic, text: String) {
    #expect(diagnostic.rendered() == text)
  }
}
