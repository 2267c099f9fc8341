using System;
using System.IO;
using Minnow.Native;
using Xunit;

namespace Minnow.Host.Tests.Native;

public sealed class LibcFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("minnow-libc-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Bytes_written_synced_and_renamed_are_there_under_the_new_name()
    {
        byte[] bytes = new byte[300_000];
        new Random(1).NextBytes(bytes);
        string first = Path.Combine(_folder, "a"), second = Path.Combine(_folder, "b");

        Assert.Equal(Errno.Ok, LibcFile.Open(first, OpenMode.Write | OpenMode.Create | OpenMode.Exclusive, LibcFile.OwnerWrites, out int fd));
        Assert.Equal(Errno.Ok, LibcFile.WriteAll(fd, bytes));
        Assert.Equal(Errno.Ok, LibcFile.SyncData(fd));
        Assert.Equal(Errno.Ok, LibcFile.Close(fd));
        Assert.Equal(Errno.Ok, LibcFile.Rename(first, second));
        Assert.Equal(Errno.Ok, LibcFile.SyncDirectory(_folder));

        Assert.False(File.Exists(first));
        Assert.Equal(bytes, File.ReadAllBytes(second));
    }

    [Fact]
    public void E9_A_write_to_a_full_device_answers_no_space()
    {
        Assert.Equal(Errno.Ok, LibcFile.Open("/dev/full", OpenMode.Write, 0, out int fd));
        Errno error = LibcFile.WriteAll(fd, [1, 2, 3]);
        Assert.Equal(Errno.Ok, LibcFile.Close(fd));
        Assert.Equal(Errno.NoSpace, error);
    }

    [Fact]
    public void E11_A_sync_that_the_kernel_refuses_is_not_swallowed()
    {
        Assert.Equal(Errno.BadFile, LibcFile.SyncData(-1));
        Assert.Equal(Errno.Ok, LibcFile.Open("/dev/full", OpenMode.Write, 0, out int fd));
        Errno error = LibcFile.SyncData(fd); // a character device can not be synced
        Assert.Equal(Errno.Ok, LibcFile.Close(fd));
        Assert.Equal(Errno.Invalid, error);
    }

    [Fact]
    public void Preallocation_takes_real_blocks_and_says_when_there_are_none()
    {
        string path = Path.Combine(_folder, "big");
        Assert.Equal(Errno.Ok, LibcFile.Open(path, OpenMode.ReadWrite | OpenMode.Create, LibcFile.OwnerWrites, out int fd));
        Assert.Equal(Errno.Ok, LibcFile.Preallocate(fd, 0, 1 << 20));
        Errno tooMuch = LibcFile.Preallocate(fd, 0, 1L << 60);
        Assert.Equal(Errno.Ok, LibcFile.Close(fd));

        Assert.Equal(1 << 20, new FileInfo(path).Length);
        Assert.Contains(tooMuch, new[] { Errno.NoSpace, Errno.TooBig });
    }

    [Fact]
    public void E17_A_second_lock_is_refused_until_the_first_file_is_closed()
    {
        string path = Path.Combine(_folder, "lock");
        Assert.Equal(Errno.Ok, LibcFile.Open(path, OpenMode.ReadWrite | OpenMode.Create, LibcFile.OwnerWrites, out int first));
        Assert.Equal(Errno.Ok, LibcFile.Open(path, OpenMode.ReadWrite, 0, out int second));

        Assert.Equal(Errno.Ok, LibcFile.TryLock(first));
        Assert.Equal(Errno.Again, LibcFile.TryLock(second));
        Assert.Equal(Errno.Ok, LibcFile.Close(first));
        Assert.Equal(Errno.Ok, LibcFile.TryLock(second));
        Assert.Equal(Errno.Ok, LibcFile.Unlock(second));
        Assert.Equal(Errno.Ok, LibcFile.Close(second));
    }

    [Fact]
    public void Opening_what_is_not_there_answers_no_entry_and_the_exception_says_call_file_and_reason()
    {
        string path = Path.Combine(_folder, "absent");
        Errno error = LibcFile.Open(path, OpenMode.Read, 0, out int fd);
        Assert.Equal(Errno.NoEntry, error);
        Assert.Equal(-1, fd);

        LibcException thrown = Assert.Throws<LibcException>(() => LibcException.ThrowIf(error, "open", path));
        Assert.Equal($"open({path}): No such file or directory (errno 2)", thrown.Message);
    }

    [Fact]
    public void Syncing_a_file_as_a_directory_is_refused()
    {
        string path = Path.Combine(_folder, "file");
        File.WriteAllText(path, "x");
        Assert.Equal(Errno.NotDirectory, LibcFile.SyncDirectory(path));
    }
}
