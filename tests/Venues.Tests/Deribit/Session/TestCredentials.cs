using System;
using Minnow.Venues.Session;

namespace Minnow.Tests.Deribit.Session;

internal sealed class TestCredentials : ICredentials
{
    public ReadOnlySpan<byte> ClientId => "test-key"u8;

    public ReadOnlySpan<byte> ClientSecret => "CANARY-SECRET"u8;
}
